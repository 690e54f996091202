/** Who reminds others: for whom they answer. */
import type { Role } from '../../office/person.ts'

export const COORDINATORS: readonly Role[] = ['city-coordinator', 'provincial-coordinator']
