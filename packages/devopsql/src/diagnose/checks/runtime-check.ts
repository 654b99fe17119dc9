import packageFile from '../../../package.json' with { type: 'json' }
import { type Check, ok, problem } from '../check.ts'

const [oldestMajor = 0, oldestMinor = 0] = numbersIn(packageFile.engines.node)

/** Whether Node.js is new enough. */
export const runtimeCheck: Check = {
  name: 'runtime',
  needs: [],
  *run({ machine }) {
    const { nodeVersion, platform } = machine
    const what = `devopsql ${packageFile.version} on Node.js ${nodeVersion}, ${platform}`
    const [major = 0, minor = 0] = numbersIn(nodeVersion)
    const isOldEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
    yield isOldEnough
      ? ok(what)
      : problem(
          `${what}: it needs ${oldestMajor}.${oldestMinor} at least`,
          'Install a newer Node.js from https://nodejs.org.',
        )
  },
}

function numbersIn(version: string): readonly number[] {
  return version.match(/\d+/g)?.map(Number) ?? []
}
