import type { Row } from 'devopsql'
import { builtinTypeList } from '../builtin-type.ts'
import type { RelationRows } from '../row-context.ts'

/** Types; none is made here. */
export const typeRows: RelationRows = {
  pg_type: () => builtinTypeList.map(({ row }) => row),
  pg_range: () => ranges,
}

const ranges: readonly Row[] = [
  [3904, 23, 4451, 1978],
  [3906, 1700, 4532, 3125],
  [3908, 1114, 4533, 3128],
  [3910, 1184, 4534, 3127],
  [3912, 1082, 4535, 3122],
  [3926, 20, 4536, 3124],
].map(([range, subtype, multirange, subclass]) => ({
  rngtypid: range,
  rngsubtype: subtype,
  rngmultitypid: multirange,
  rngcollation: 0,
  rngsubopc: subclass,
  rngcanonical: 0,
  rngsubdiff: 0,
}))
