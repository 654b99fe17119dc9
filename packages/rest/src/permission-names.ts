const names: readonly (readonly [path: RegExp, scope: string])[] = [
  [/_apis\/wit\//, 'Work Items (Read)'],
  [/_apis\/work\//, 'Work Items (Read)'],
  [/_apis\/git\//, 'Code (Read)'],
  [/_apis\/tfvc\//, 'Code (Read)'],
  [/_apis\/(build|pipelines)/, 'Build (Read)'],
  [/_apis\/release\//, 'Release (Read)'],
  [/_apis\/(test|testplan|testresults)\//, 'Test Management (Read)'],
  [/_apis\/graph\//, 'Graph (Read)'],
  [/_apis\/userentitlements/, 'Member Entitlement Management (Read)'],
  [/_apis\/packaging\//, 'Packaging (Read)'],
  [/_apis\/audit\//, 'Audit Log (Read)'],
  [/_apis\/wiki/, 'Wiki (Read)'],
  [/_odata/, 'Analytics (Read)'],
  [/_apis\/(projects|teams)/, 'Project and Team (Read)'],
]

/** The token scope that a request needs, as the page for personal access tokens names it. */
export function scopeFor(template: string): string | undefined {
  return names.find(([path]) => path.test(template))?.[1]
}
