/** Paths as the caller means them: npm runs scripts in the package's folder and keeps the caller's in INIT_CWD. */
import { resolve } from 'node:path'

/** A path as the caller typed it, from where they typed it: npm runs its scripts in the project. */
export const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
