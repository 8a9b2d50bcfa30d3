/**
 * The element that would stand at `rank` (from 0) were `values` sorted; they are put in another order. Linear on average, where
 * sorting is not. NaN for a rank that there is not; `values` themselves hold none.
 * Source: C. A. R. Hoare, Algorithm 65: find, Communications of the ACM 4 (1961) 321.
 */
export const kthSmallest = (values: Float64Array, rank: number): number => {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[rank] ?? Number.NaN;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++;
      while ((values[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = value;
    }
    if (right < rank) low = left;
    if (rank < left) high = right;
  }
  return values[rank] ?? Number.NaN;
};
