import type { Organization } from '../data/organization.ts'
import type { Repository } from '../data/repositories.ts'
import { projectRef } from './project-ref.ts'

export function repositoryUrl(organization: Organization, repository: Repository): string {
  const project = organization.projects.at(repository.project)
  return `${organization.url}/${project.id}/_apis/git/repositories/${repository.id}`
}

export function repositoryWebUrl({ projects, url }: Organization, repository: Repository): string {
  const project = encodeURIComponent(projects.at(repository.project).name)
  return `${url}/${project}/_git/${encodeURIComponent(repository.name)}`
}

/** A repository as lists show it. */
export function repositoryJson(organization: Organization, repository: Repository): object {
  const project = organization.projects.at(repository.project)
  const webUrl = repositoryWebUrl(organization, repository)
  const path = `${encodeURIComponent(project.name)}/${encodeURIComponent(repository.name)}`
  return {
    id: repository.id,
    name: repository.name,
    url: repositoryUrl(organization, repository),
    project: projectRef(organization, project),
    defaultBranch: repository.defaultBranch,
    size: repository.size,
    isFork: repository.isFork ? true : undefined,
    remoteUrl: webUrl.replace('https://', `https://${organization.name}@`),
    sshUrl: `git@ssh.dev.azure.com:v3/${organization.name}/${path}`,
    webUrl,
    isDisabled: repository.isDisabled,
    isInMaintenance: false,
  }
}

/** A repository inside a list of pull requests: little of it, and a project without dates. (measured) */
export function repositoryStub(organization: Organization, repository: Repository): object {
  const project = organization.projects.at(repository.project)
  return {
    id: repository.id,
    name: repository.name,
    url: repositoryUrl(organization, repository),
    project: {
      id: project.id,
      name: project.name,
      state: 'unchanged',
      visibility: 'unchanged',
      lastUpdateTime: '0001-01-01T00:00:00',
    },
  }
}
