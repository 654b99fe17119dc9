/** A test that did not run: the whole of its name, its file, and what it said when it skipped itself. */
export interface SkippedTest {
  readonly file: string
  readonly fullName: string
  readonly note: string | undefined
}

const reasonInName = /\((needs (?:[^()]|\([^()]*\))*)\)/

/** One line for each reason: how many tests of how many files it kept from running. */
export function describeSkipped(skipped: readonly SkippedTest[]): readonly string[] {
  const groups = new Map<string, SkippedTest[]>()
  for (const test of skipped) {
    const reason =
      test.note ?? reasonInName.exec(test.fullName)?.[1] ?? `NO REASON GIVEN by ${test.file}`
    const group = groups.get(reason)
    if (group === undefined) groups.set(reason, [test])
    else group.push(test)
  }
  return [...groups].map(([reason, tests]) => {
    const files = new Set(tests.map(({ file }) => file)).size
    return `skipped: ${count(tests.length, 'test')} in ${count(files, 'file')}: ${reason}`
  })
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
