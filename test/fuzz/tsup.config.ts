import { defineConfig } from 'tsup'
import { library } from '../../tooling/tsup/library.ts'

export default defineConfig({
  ...library,
  entry: ['src/session-messages.ts', 'src/fuzzed-sessions.ts'],
})
