import { sqlite } from '../../src/store/sqlite.ts'
import { driverContract } from '../contracts/driver.ts'

driverContract(sqlite, 'src/store/sqlite.ts')
