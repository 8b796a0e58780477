import { shelfIds } from '../src/catalogue/shelf-url.ts';
import { languages } from '../src/preferences/preferences.ts';

/** A regular expression that JavaScript and PCRE read alike, and what a match becomes, with `$1` and `$2` put in. */
type Rule = readonly [pattern: string, result: string];

const anyLanguage = languages.join('|');
/** The first language of `Accept-Language` that the shop speaks: browsers name them in order of preference. */
const languageRule: Rule = [String.raw`^(?:[^,]*,)*?\s*(${anyLanguage})(?=[-;,\s]|$)`, '$1'];

/** Language and path of an address → the file that the build has made for it (see prerender.ts). */
const pageRules: readonly Rule[] = [
  [`^(${anyLanguage}) /$`, '/pages/$1/home.html'],
  [`^(${anyLanguage}) /(search|shelves/(?:${shelfIds.join('|')}))$`, '/pages/$1/$2.html'],
  [`^(${anyLanguage}) /products/[^/]+$`, '/pages/$1/product.html'],
];

/** What every other address gets: the page without anything in it. */
export const plainPage = '/index.html';

/**
 * The file that answers a person who opens a path, such as `/pages/de/shelves/lighting.html`: made beforehand in the reader's language where
 * there is one, so that something is seen before the code is there. An answer depends on `Accept-Language` and has to say so (`Vary`).
 */
export function pageFor(path: string, acceptLanguage = ''): string {
  const language = apply([languageRule], acceptLanguage) ?? languages[0];
  return apply(pageRules, `${language} ${path}`) ?? plainPage;
}

function apply(rules: readonly Rule[], text: string): string | undefined {
  for (const [pattern, result] of rules) {
    const match = new RegExp(pattern).exec(text);
    if (match) return result.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
  }
  return undefined;
}

/** The same as maps of Nginx: `$shop_page` is the file for the request. */
export function nginxPages(): string {
  const rows = (rules: readonly Rule[]) => rules.map(([pattern, result]) => `  "~${pattern}" ${result};\n`).join('');
  return [
    `map $http_accept_language $shop_language {\n  default ${languages[0]};\n${rows([languageRule])}}\n`,
    `map "$shop_language $uri" $shop_page {\n  default ${plainPage};\n${rows(pageRules)}}\n`,
  ].join('');
}
