import { useStored } from '../data/use-stored.ts';
import { currentSession, type Session } from './session.ts';

const unknown: Session = { state: 'unknown' };

export const useSession = (): Session => useStored(currentSession, () => unknown);
