/** The setting of the office's own folder: what reads data files needs it before, and without, the others. */
import { z } from 'zod'

export const dataSettings = {
  /** the office's own folder of regions, plans and calendar; those of `data/` without it */
  YAODIAN_DATA: z.string().min(1).optional(),
}

/** @returns the path as it was typed; undefined where none is set */
export const ownDataIn = ({ YAODIAN_DATA }: Readonly<Record<string, string | undefined>>): string | undefined =>
  dataSettings.YAODIAN_DATA.parse(YAODIAN_DATA || undefined)
