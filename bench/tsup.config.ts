import { defineConfig } from 'tsup'
import { library } from '../tooling/tsup/library.ts'

export default defineConfig({
  ...library,
  entry: ['src/run.ts', 'src/server-process.ts', 'src/client-process.ts'],
  dts: false,
})
