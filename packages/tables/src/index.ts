export { findProcedure, procedures } from './procedures.ts'
export { findTable, tables } from './tables.ts'
