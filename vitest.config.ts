import { defineConfig } from 'vitest/config'
import { skipReporter } from './tooling/skip-reporter.ts'

const conditions = ['@devopsql/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,apps,test,tooling}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // It says on every start that it is a development server, which is what the tests want.
    onConsoleLog: (log) => !log.startsWith('oidc-provider '),
    globalSetup: 'tooling/test-folders.ts',
    reporters: ['default', 'json', skipReporter()],
    outputFile: { json: 'reports/tests.json' },
  },
})
