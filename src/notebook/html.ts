// Text into HTML: the one place where it is escaped.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and quoted attributes; control characters, which no page can hold, are left out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (character) => (character === '\n' || character === '\t' ? ' ' : ''))
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** JSON for a `<script type="application/json">`: nothing in it can end the element or start a comment. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

/** One row of a table; cells are HTML already. */
export function tableRow(cells: readonly string[], tag: 'td' | 'th' = 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
}

/** A table with a head; cells are HTML already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], className = ''): string {
  return `<div class="wide"><table${className === '' ? '' : ` class="${className}"`}><thead>${tableRow(head, 'th')}</thead><tbody>${rows.map((row) => tableRow(row)).join('\n')}</tbody></table></div>`;
}
