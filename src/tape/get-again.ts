/** What to do about a day whose files are not what they were. */
export const GET_AGAIN = 'get the day again, or record or import it anew';
