// Texts of a chart that Vega-Lite, Vega or XML cannot take as they are: changed before compiling and after drawing.

/** Words that Vega 6.4 does not take for a text ("constructor", "if"): its parser finds them in plain objects. */
const SPECIAL_WORDS = new Set([...Object.getOwnPropertyNames(Object.prototype), 'if', 'then']);

/**
 * A copy of a specification that compiles whatever its texts and data say. In every text, as key and as value, U+2028
 * and U+2029 become spaces, and a special word gets a space after it, which does not show. In titles inside `encoding`,
 * which Vega-Lite 6.4 writes into expressions without escaping them, line breaks become spaces and `\` its full-width
 * twin. The copy also keeps Vega, which marks the rows it is given, from changing the caller's data.
 */
export function tameSpec(spec: unknown, inTitle = false, inEncoding = false): unknown {
  if (typeof spec === 'string') return tameText(inTitle ? tameTitle(spec) : spec);
  if (Array.isArray(spec)) return spec.map((item) => tameSpec(item, inTitle, inEncoding));
  if (typeof spec !== 'object' || spec === null) return spec;
  const entries = Object.entries(spec).map(([key, value]) => {
    const within = inEncoding || key === 'encoding';
    return [tameText(key), tameSpec(value, within && key === 'title', within)];
  });
  return Object.fromEntries(entries);
}

/**
 * Removes what must not stand in XML 1.0: control characters (also those of Latin-1), lone surrogates, U+FFFE and
 * U+FFFF. Tab and line breaks stay.
 */
export function cleanXml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu, '');
}

function tameText(text: string): string {
  return SPECIAL_WORDS.has(text) ? `${text} ` : text.replace(/[\u2028\u2029]/g, ' ');
}

function tameTitle(title: string): string {
  return title.replaceAll('\\', '＼').replace(/[\n\r]+/g, ' ');
}
