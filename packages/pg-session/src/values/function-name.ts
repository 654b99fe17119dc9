import { type Codec, scalar } from '@devopsql/pgwire'
import { builtinFunctionNames } from '../catalog/rows/procedure-rows.ts'

const { codec } = scalar('regproc')

/** regproc: as text the name of one of PostgreSQL's own functions, `-` for none. */
export const functionNameCodec: Codec = {
  ...codec,
  toText: (value) => {
    const text = codec.toText(value)
    return text === '0' ? '-' : (builtinFunctionNames.get(text) ?? text)
  },
}
