import type { Service } from '@devopsql/schema'

/** Label of a service in front of `dev.azure.com`; the core services have none. */
export const hostLabels: Readonly<Record<Service, string>> = {
  core: '',
  graph: 'vssps.',
  entitlements: 'vsaex.',
  release: 'vsrm.',
  'test-results': 'vstmr.',
  feeds: 'feeds.',
  packages: 'pkgs.',
  search: 'almsearch.',
  audit: 'auditservice.',
  extensions: 'extmgmt.',
  analytics: 'analytics.',
}

/** The resource area that says, in `_apis/ResourceAreas`, where a service is. */
export const areaServices: Readonly<Record<string, Service>> = {
  '79134c72-4a58-4b42-976c-04e7115f32bf': 'core',
  'bb1e7ec9-e901-4b68-999a-de7012b920f8': 'graph',
  '68ddce18-2501-45f1-a17b-7931a9922690': 'entitlements',
  'efc2f575-36ef-48e9-b672-0c6fb4a48ac5': 'release',
  'c83eaf52-edf3-4034-ae11-17d38f25404c': 'test-results',
  '7ab4e64e-c4d8-4f50-ae73-5ef2e21642a5': 'feeds',
  '4c83cfc1-f33a-477e-a789-29d38ffca52e': 'packages',
  'ea48a0a1-269c-42d8-b8ad-ddc8fcdcf578': 'search',
  '94ff054d-5ee1-413d-9341-3f4a7827de2e': 'audit',
  '6c2b0933-3600-42ae-bf8b-93d4f7e83594': 'extensions',
  'f47c4501-5e41-4a7c-b17b-19b7cef00b91': 'analytics',
}
