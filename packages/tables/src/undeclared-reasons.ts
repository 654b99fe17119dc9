/** Reasons that many parameters share. */
export const reasons = {
  links: 'adds links only, which answers of other operations have',
  shape: 'changes how a row is written, not which rows come',
  version: 'compares or chooses versions: rows of the table are those of the default branch',
  history: 'changes which history is walked, which no column of a row says',
  order: 'the order is made here',
  paging: 'a second way to ask for pages',
  column: 'no column of the rows says what it asks for',
  local: 'conditions on the column are applied here',
} as const
