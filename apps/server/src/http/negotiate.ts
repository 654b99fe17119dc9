/**
 * The media type that suits an Accept header best; undefined where none does. Without the header, and where several suit
 * equally, it is the first of those that are offered.
 */
export function negotiate(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  const wanted = (accept ?? '*/*').split(',').map(readRange)
  const ranked = offered.flatMap((type) => {
    const fitting = wanted.filter(({ range }) => fits(range, type))
    // The most precise range decides: text/csv;q=0 next to */*.
    const [best] = fitting.toSorted((a, b) => precision(b.range) - precision(a.range))
    return best === undefined || best.quality === 0 ? [] : [{ type, quality: best.quality }]
  })
  return ranked.toSorted((a, b) => b.quality - a.quality)[0]?.type
}

function readRange(text: string): { readonly range: string; readonly quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const number = quality === undefined ? 1 : Number(quality.slice(2))
  return { range, quality: Number.isNaN(number) ? 1 : number }
}

function fits(range: string, type: string): boolean {
  if (range === '*/*' || range === type) return true
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1))
}

function precision(range: string): number {
  if (range === '*/*') return 0
  return range.endsWith('/*') ? 1 : 2
}
