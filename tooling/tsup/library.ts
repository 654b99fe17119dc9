import type { Options } from 'tsup'

/** How every library package is built: one ESM bundle, its declarations, source maps. */
export const library: Options = {
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node20',
  dts: true,
  sourcemap: true,
  clean: true,
}
