/**
 * The version to send for a wanted one under a cap: `7.1` capped at `6.0` is `6.0`, `7.1-preview.3` is `6.0-preview`,
 * because a resource that was never released is answered in a preview version only.
 */
export function capApiVersion(wanted: string, cap: string | undefined): string {
  if (cap === undefined || !isNewer(wanted, cap)) return wanted
  return wanted.includes('-preview') && !cap.includes('-preview') ? `${cap}-preview` : cap
}

function isNewer(wanted: string, cap: string): boolean {
  const [major = 0, minor = 0] = numbersOf(wanted)
  const [capMajor = 0, capMinor = 0] = numbersOf(cap)
  return major > capMajor || (major === capMajor && minor > capMinor)
}

function numbersOf(version: string): readonly number[] {
  return version.split('-')[0]?.split('.').map(Number) ?? []
}
