import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { describeSkipped } from './skip-reasons.ts'

/** Ends a run with the reasons of what was skipped; a run that was narrowed with `-t` says nothing. */
export function skipReporter(): Reporter {
  let isNarrowed = false
  return {
    onInit: (vitest: Vitest) => {
      isNarrowed = vitest.config.testNamePattern !== undefined
    },
    onTestRunEnd: (modules) => {
      if (isNarrowed) return
      for (const line of describeSkipped(modules.flatMap(skippedIn))) console.log(line)
    },
  }
}

function skippedIn(module: TestModule): Parameters<typeof describeSkipped>[0] {
  return [...module.children.allTests('skipped')].map((test) => {
    const result = test.result()
    const note = result.state === 'skipped' ? result.note : undefined
    return { file: module.relativeModuleId, fullName: test.fullName, note }
  })
}
