/**
 * Conditions that other drivers send and that no column stands for, with the reason: table -> name of the condition ->
 * reason.
 */
export const undeclaredParityFilters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Releases: {
    TopGateRecoards: 'bounds what the answer about one release says of its gates; it is no table',
  },
}
