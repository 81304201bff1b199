import { createContext, useContext } from 'react';

const OpenAllContext = createContext(false);

/** Opens everything that is folded, so that a search finds it. */
export const OpenAll = OpenAllContext.Provider;
export const useOpenAll = (): boolean => useContext(OpenAllContext);
