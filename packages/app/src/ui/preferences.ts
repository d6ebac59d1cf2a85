/** The two methods of `localStorage` that are used. */
export interface PreferenceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Remembers small choices on the device. A browser that forbids storage only forgets them. */
export function makePreferences(storage: () => PreferenceStorage) {
  return {
    /** What was remembered, if it still is something that `accepts` knows. */
    recall<T extends string>(name: string, accepts: (value: unknown) => value is T): T | undefined {
      try {
        const value = storage().getItem(`siffra.${name}`);
        return accepts(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
    /** Gives false when storage is forbidden or full: then the choice holds until the page is left. */
    remember(name: string, value: string): boolean {
      try {
        storage().setItem(`siffra.${name}`, value);
        return true;
      } catch {
        return false;
      }
    },
  };
}

export const preferences = makePreferences(() => localStorage);
