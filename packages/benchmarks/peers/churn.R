# The linear Cox model of R on the inputs of examples/churn-survival.ts: its concordance on all rows, which it is fitted to.
#
#     Rscript packages/benchmarks/peers/churn.R FOLDER/customer-churn.csv.gz
#
# Needs R and its package survival.
library(survival)

rows <- read.csv(gzfile(commandArgs(trailingOnly = TRUE)[1]))
lifetime <- Surv(rows$Subscription..Length, rows$Churn)
fitted <- coxph(
  lifetime ~ Call..Failure + Complains + Seconds.of.Use + Frequency.of.use + Frequency.of.SMS + Distinct.Called.Numbers +
    factor(Age.Group) + factor(Tariff.Plan),
  data = rows
)
cat(format(summary(fitted)$concordance["C"], digits = 4), "\n")
