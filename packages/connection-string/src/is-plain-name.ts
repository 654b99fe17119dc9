/** Whether text that stands where a name belongs can be shown: tokens have digits or are longer than any name. */
export function isPlainName(text: string): boolean {
  return /^[A-Za-z][A-Za-z _]{0,31}$/.test(text)
}
