import { useStored } from '../data/use-stored.ts';
import { currentSession, type Session } from './session.ts';

export const useSession = (): Session => useStored(currentSession);
