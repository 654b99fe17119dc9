const plainPattern = /^(FM)?(\$|S|MI)?([09,G]*)(?:[.D]([09]*))?(S|MI|%)?$/i
const sql = 'CAST(:value AS DECIMAL(38, 12))'

/**
 * A pattern of PostgreSQL's `to_char` for numbers as SQL that writes `:value`; undefined where it is none, or has more in it
 * than digits, a point, groups and a sign. PostgreSQL documentation, Data Type Formatting Functions.
 */
export function writtenNumber(pattern: string): string | undefined {
  const match = plainPattern.exec(pattern)
  if (match === null || !/[09]/.test(pattern)) return undefined
  const [, fill, before = '', whole = '', fraction, after = ''] = match
  const positions = whole.replace(/[^09]/g, '')
  const firstZero = positions.indexOf('0')
  const least = firstZero < 0 ? 0 : positions.length - firstZero
  const hasGroups = positions.length !== whole.length
  if (hasGroups && least > 1) return undefined
  const decimals = fraction?.length ?? 0
  const rounded = `round(abs(${sql}), ${decimals})`
  const written = `format('{:${hasGroups ? ',' : ''}.${decimals}f}', CAST(${rounded} AS DOUBLE))`
  const digits = withPoint(withLeast(written, least), fraction, {
    isFilled: fill !== undefined,
    lastZero: fraction?.lastIndexOf('0') ?? -1,
  })
  const isNegative = `(${sql} < 0 AND ${rounded} > 0)`
  const sign = `CASE WHEN ${isNegative} THEN '-' ELSE ${/^s$/i.test(before) ? "'+'" : "''"} END`
  const signBehind = /^(s|mi)$/i.test(after)
  const first = before === '$' ? "'$' || " : ''
  const body = signBehind ? digits : `${sign} || ${first}${digits}`
  const most = `repeat('9', ${positions.length})`
  const fits = `trunc(${rounded}) <= CAST(${most} AS DECIMAL(38, 0))`
  const tooLong = `repeat('#', ${whole.length})${fraction === undefined ? '' : ` || '.' || repeat('#', ${decimals})`}`
  const width =
    whole.length + (fraction === undefined ? 0 : decimals + 1) + (before === '$' ? 1 : 0)
  const fitting = `CASE WHEN ${fits} THEN ${body} WHEN ${sql} IS NOT NULL THEN ${tooLong} END`
  const total = width + (signBehind ? 0 : 1)
  const aligned = fill === undefined ? `lpad(${fitting}, ${total}, ' ')` : fitting
  if (signBehind) {
    const none = fill === undefined ? "' '" : "''"
    return `${aligned} || CASE WHEN ${isNegative} THEN '-' ELSE ${/^s$/i.test(after) ? "'+'" : none} END`
  }
  return after === '%' ? `${aligned} || '%'` : aligned
}

/** With so many digits before the point; none of zero where it needs none. */
function withLeast(written: string, least: number): string {
  if (least === 0) return `regexp_replace(${written}, '^0\\.', '.')`
  if (least === 1) return written
  const whole = `split_part(${written}, '.', 1)`
  return `lpad(${whole}, CAST(greatest(${least}, length(${whole})) AS INTEGER), '0') || substr(${written}, length(${whole}) + 1)`
}

interface Fraction {
  readonly isFilled: boolean
  readonly lastZero: number
}

/** `9`s behind the point leave out zeros at the end where nothing is filled up. */
function withPoint(
  digits: string,
  fraction: string | undefined,
  { isFilled, lastZero }: Fraction,
): string {
  if (fraction === undefined) return digits
  if (fraction === '') return `${digits} || '.'`
  const most = fraction.length - lastZero - 1
  return isFilled && most > 0 ? `regexp_replace(${digits}, '0{1,${most}}$', '')` : digits
}

/** The number of digits behind the point that a pattern reads. */
export function decimalsOf(pattern: string): number {
  const [, fraction = ''] = /[.D]([09]*)/i.exec(pattern) ?? []
  return fraction.length
}
