export { findTable, tables } from './tables.ts'
