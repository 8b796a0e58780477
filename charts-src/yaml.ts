import { Document, visit } from 'yaml';

/** What readers of YAML 1.1, as there are in clusters, take for a number, a date or a truth value. */
const ambiguous = /^(?:[-+.]?\d|(?:y|n|yes|no|on|off|true|false|null)$)/i;

/** Objects as YAML, in the order of their fields: block style, no line ever folded, no alias. Only for what JSON can hold. */
export function toYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && ambiguous.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}
