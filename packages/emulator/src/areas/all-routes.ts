import type { Route } from '../router.ts'
import { coreRoutes } from './core.ts'
import { graphRoutes } from './graph.ts'

export const routes: readonly Route[] = [...coreRoutes, ...graphRoutes]
