/** Whether a person may use a command at all; for which region is the command's own question (`people.may`). */
import type { Right } from '../message/command.ts'
import type { Person } from '../office/person.ts'

/** Whether somebody may use a command at all. @param person undefined: not on the roster */
export function holds(person: Person | undefined, right: Right): boolean {
  switch (right.kind) {
    case 'anyone':
      return true
    case 'listed':
      return person !== undefined
    case 'role':
      return person?.posts.some((post) => right.roles.includes(post.role)) ?? false
  }
}
