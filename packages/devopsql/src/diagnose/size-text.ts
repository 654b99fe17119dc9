const units = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `1.5GB`, as a connection string takes it. */
export function sizeText(bytes: number): string {
  const step = Math.max(
    0,
    Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  )
  const amount = bytes / 1000 ** step
  const digits = amount >= 10 || step === 0 ? 0 : 1
  return `${Number(amount.toFixed(digits))}${step === 0 ? ' ' : ''}${units[step] ?? ''}`
}
