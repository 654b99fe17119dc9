import type { DialectFunction } from '../dialect-function.ts'

/** Functions that are known, and why they can't be carried out. */
export const refusedFunctions: readonly DialectFunction[] = [
  {
    usage: 'XML_EXTRACT(xml, path)',
    means: {
      refused: 'the engine reads no XML',
      hint: 'Use regexp_extract for one value; fields of work items hold HTML or JSON, not XML.',
    },
  },
  {
    usage: 'XML_EXTRACT(xml, path, separator)',
    means: {
      refused: 'the engine reads no XML',
      hint: 'Use regexp_extract for one value; fields of work items hold HTML or JSON, not XML.',
    },
  },
  {
    usage: 'FILESIZE(path)',
    means: {
      refused: 'files are out of reach of a query',
      hint: 'Use only the tables that devopsql tables lists.',
    },
  },
  {
    usage: 'FILEMODIFIEDTIME(path)',
    means: {
      refused: 'files are out of reach of a query',
      hint: 'Use only the tables that devopsql tables lists.',
    },
  },
  {
    usage: 'SCOPE_IDENTITY()',
    means: {
      refused: 'no statement here has inserted a row',
      hint: 'devopsql reads: there is no INSERT whose key could be given.',
    },
  },
]
