/** How often an indicator is reported. */
import type { Indicator } from '../../office/plan.ts'

/** How often an indicator is reported, in words. */
export const EVERY: Readonly<Record<Indicator['every'], string>> = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
  year: '每年',
}
