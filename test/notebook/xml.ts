// A plain reader of XML for tests: throws where a text is not well-formed, as far as our files could break that.

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: string[];
}

/** All elements of a document, in the order in which they begin. */
export function elementsOf(xml: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  let at = 0;
  for (const tag of xml.matchAll(/<(\?xml[^>]*\?|\/?[\w:]+(?:\s+[\w:]+="[^"<]*")*\s*\/?)>/g)) {
    checkText(xml.slice(at, tag.index));
    at = tag.index + tag[0].length;
    const inner = tag[1] ?? '';
    if (inner.startsWith('?')) continue;
    const name = /[\w:]+/.exec(inner)?.[0] ?? '';
    if (inner.startsWith('/')) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    const pairs = [...inner.matchAll(/([\w:]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? ''] as const);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`);
    for (const [, value] of pairs) checkText(value);
    const element = { name, attributes: Object.fromEntries(pairs), children: [] };
    open.at(-1)?.children.push(name);
    elements.push(element);
    if (!inner.endsWith('/')) open.push(element);
  }
  checkText(xml.slice(at));
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return elements;
}

function checkText(text: string): void {
  const wrong = /<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|(?![\t\n\r])\p{Cc}/u.exec(text);
  if (wrong) throw new Error(`"${text.slice(wrong.index, wrong.index + 30)}" is not XML`);
}
