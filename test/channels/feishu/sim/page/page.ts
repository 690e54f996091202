import type { Presses } from '../press.ts'
import type { Aside } from '../server.ts'
import type { World } from '../state/world.ts'
import type { Users } from '../users.ts'

export function openPage(_world: World, _users: Users, _presses: Presses): Aside {
  return () => false
}
