import plugin from '@typescript-eslint/eslint-plugin'
import parser from '@typescript-eslint/parser'

const pure = ['errors', 'schema', 'connection-string', 'planner', 'tables', 'pgwire'].map(
  (name) => `packages/${name}/src/**/*.ts`,
)
const message = 'a pure package takes now, random and sleep from its caller'

export default [
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/*.generated.ts',
      '**/temp/**',
      '**/.probe/**',
      '**/reports/**',
    ],
  },
  {
    files: ['{packages,apps,test,bench,tooling}/**/*.ts'],
    ignores: ['**/*.config.ts'],
    languageOptions: { parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      // A default is for the walks over the syntax tree only, which mean "every other kind of node".
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 3],
    },
  },
  { files: ['packages/tables/src/areas/*.ts', '**/*.test.ts'], rules: { 'max-lines': 'off' } },
  {
    files: pure,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto'].map(
          (name) => ({ name, message }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message },
        { object: 'Math', property: 'random', message },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message },
      ],
    },
  },
]
