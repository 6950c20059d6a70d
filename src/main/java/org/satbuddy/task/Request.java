package org.satbuddy.task;

/** What a student asked for, already validated. */
public sealed interface Request permits ChatRequest, QuestionRequest {

    Kind kind();
}
