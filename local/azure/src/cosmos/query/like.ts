/**
 * The regular expression for a LIKE pattern: % any text, _ any character, [a-f] and [^a-f] one character of a set.
 * The character after `escape` stands for itself.
 * Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/keywords#like
 */
export function likeExpression(pattern: string, escape: string | undefined): RegExp {
  const characters = [...pattern];
  let source = '';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === escape && at + 1 < characters.length) source += quote(characters[++at]!);
    else if (character === '%') source += '.*';
    else if (character === '_') source += '.';
    else if (character === '[' && characters.indexOf(']', at + 2) > 0) {
      const end = characters.indexOf(']', at + 2);
      const set = characters.slice(at + 1, end);
      const negated = set[0] === '^';
      source += `[${negated ? '^' : ''}${set
        .slice(negated ? 1 : 0)
        .map(quoteInSet)
        .join('')}]`;
      at = end;
    } else source += quote(character);
  }
  return new RegExp(`^${source}$`, 'su');
}

/** The text that every match of the pattern starts with. */
export function likePrefix(pattern: string, escape: string | undefined): string {
  const end = pattern.search(/[%_[]/);
  const prefix = end < 0 ? pattern : pattern.slice(0, end);
  return escape !== undefined && prefix.includes(escape) ? prefix.slice(0, prefix.indexOf(escape)) : prefix;
}

const quote = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
const quoteInSet = (character: string) => character.replace(/[\\\]^[]/, '\\$&');
