import { freshStore } from '#fresh-store'
import { budget } from '../budget.ts'
import { conversations } from '../conversations.ts'

conversations(freshStore)
budget(freshStore)
