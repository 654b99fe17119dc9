const real = 'CAST(:value AS DOUBLE)'

/** The SQL that writes a number by a pattern of .NET; undefined where the pattern is none for numbers. */
export function numberTemplate(pattern: string): string | undefined {
  return standardTemplate(pattern) ?? customTemplate(pattern)
}

function standardTemplate(pattern: string): string | undefined {
  const [, letter = '', digits = ''] = /^([nNfFpPcCdDxX])(\d{0,2})$/.exec(pattern) ?? []
  // A single d or D is a date.
  if (letter.toUpperCase() === 'D' && digits === '') return undefined
  const decimals = digits === '' ? 2 : Number(digits)
  switch (letter.toUpperCase()) {
    case 'N':
      return `format('{:,.${decimals}f}', round(${real}, ${decimals}))`
    case 'F':
      return `format('{:.${decimals}f}', round(${real}, ${decimals}))`
    case 'P':
      return `format('{:,.${decimals}f}', round(${real} * 100, ${decimals})) || '%'`
    case 'C':
      return `CASE WHEN ${real} < 0 THEN '-' ELSE '' END || '$' || format('{:,.${decimals}f}', abs(round(${real}, ${decimals})))`
    case 'D':
      return `CASE WHEN ${real} < 0 THEN '-' ELSE '' END || format('{:0${decimals}d}', abs(CAST(:value AS BIGINT)))`
    case 'X':
      return `format('{:0${digits === '' ? '' : decimals}X}', CAST(:value AS BIGINT))`
    default:
      return undefined
  }
}

/** `#,##0.00`, perhaps with a text before or behind that has no letter of a pattern. */
function customTemplate(pattern: string): string | undefined {
  const match = /^([^#0,.%a-zA-Z]*)([#0,]*)(?:\.([0#]+))?(%?)([^#0,.%a-zA-Z]*)$/.exec(pattern)
  if (match === null || !/[#0]/.test(pattern)) return undefined
  const [, before = '', whole = '', fraction = '', percent = '', after = ''] = match
  const least = (fraction.match(/0/g) ?? []).length
  const zeros = (whole.match(/0/g) ?? []).length
  const hasGroups = whole.includes(',')
  if (hasGroups && zeros > 1) return undefined
  const scaled = percent === '' ? real : `(${real} * 100)`
  const rounded = `round(${scaled}, ${fraction.length})`
  const width = zeros > 1 ? zeros + (fraction === '' ? 0 : fraction.length + 1) : 0
  const digits = `format('{:${width > 0 ? `0${width}` : ''}${hasGroups ? ',' : ''}.${fraction.length}f}', abs(${rounded}))`
  const trimmed = trimZeros(digits, fraction.length - least, least)
  const body = zeros === 0 ? `regexp_replace(${trimmed}, '^0(\\.|$)', '\\1')` : trimmed
  const sign = `CASE WHEN ${rounded} < 0 THEN '-' ELSE '' END`
  return `${sign} || ${text(before)} || ${body} || ${text(percent + after)}`
}

/** Without the zeros at the end that `#` leaves out, and without a point that nothing follows. */
function trimZeros(digits: string, most: number, least: number): string {
  if (most === 0) return digits
  const shorter = `regexp_replace(${digits}, '0{1,${most}}$', '')`
  return least > 0 ? shorter : `rtrim(${shorter}, '.')`
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
