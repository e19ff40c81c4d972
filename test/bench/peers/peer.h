// What both C peers do around their model: read the draws, warm up, time, print the means.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { YEARS = 13, VARIABLES = 12, CELLS = YEARS * VARIABLES, INPUTS = 5 };

// Means of all cells, [variable][year], over the first n draws of in[5][total].
void evaluate(const double *in, long total, long n, double *means);

static double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  long n = atol(argv[2]), repeats = atol(argv[3]);
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 4;
  fseek(file, 0, SEEK_END);
  long total = ftell(file) / (long)(sizeof(double) * INPUTS);
  rewind(file);
  double *in = aligned_alloc(64, (total * INPUTS * sizeof(double) + 63) / 64 * 64);
  if (!in || fread(in, sizeof(double), total * INPUTS, file) != (size_t)(total * INPUTS)) return 4;
  static double means[CELLS];
  evaluate(in, total, n, means);
  double start = cpu_seconds();
  for (long k = 0; k < repeats; k++) evaluate(in, total, n, means);
  double ns = (cpu_seconds() - start) * 1e9 / ((double)n * repeats);
  printf("{\"nsPerDraw\": %.6f, \"means\": [", ns);
  for (int c = 0; c < CELLS; c++) printf("%s%.17g", c ? ", " : "", means[c]);
  printf("]}\n");
  return 0;
}
