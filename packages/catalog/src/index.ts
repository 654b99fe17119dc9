export type {
  Catalog,
  CatalogOptions,
  ColumnSummary,
  MetadataStore,
  NamePart,
  ProjectSummary,
  StoredMetadata,
  TableDescription,
  TableSummary,
  ViewSource,
} from './contract.ts'
export { createCatalog } from './create-catalog.ts'
export { type WorkItemColumnOptions, workItemColumns } from './work-item-columns.ts'
export type { WorkItemField } from './work-item-field.ts'
