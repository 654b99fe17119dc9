import { defineConfig } from 'tsup'
import { library } from '../../tooling/tsup/library.ts'

export default defineConfig({
  ...library,
  entry: ['src/load-served.ts', 'src/serve-account.ts', 'src/serve-process.ts'],
})
