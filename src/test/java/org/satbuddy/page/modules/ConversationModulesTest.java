package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Restores, searches and saves conversations, and counts the results of practice. */
class ConversationModulesTest {

    private static final Modules MODULES = Modules.inEnglish();

    @AfterAll
    static void close() {
        MODULES.close();
    }

    @Test
    void restoresEachTurnWithItsAnswer() {
        Value turns = MODULES.load("chat/restore.js").invokeMember("turnsOf", parse("""
                [{'role':'user','kind':'chat','task_id':'a','content':'Why?','images':['i'],'mode':'hint','status':'completed'},
                 {'role':'assistant','task_id':'a','content':'So.'},
                 {'role':'user','kind':'question','task_id':'b','request':{'topic':'C'},'status':'processing'}]"""));

        assertThat(MODULES.json(turns)).isEqualTo(quoted("""
                [{'id':'a','isEnded':true,'answer':{'role':'assistant','task_id':'a','content':'So.'},\
                'message':'Why?','images':['i'],'mode':'hint'},\
                {'id':'b','isEnded':false,'request':{'topic':'C'}}]"""));
    }

    @Test
    void restoresAPrefetchedQuestionWhereItWasShown() {
        MODULES.load("ui/session.js").invokeMember("keepQuestion", "prefetched", parse("{'after':'later'}"));

        Value turns = MODULES.load("chat/restore.js").invokeMember("turnsOf", parse("""
                [{'role':'user','kind':'question','task_id':'first','request':{},'status':'completed'},
                 {'role':'user','kind':'question','task_id':'prefetched','request':{},'status':'completed'},
                 {'role':'user','kind':'chat','task_id':'later','content':'x','status':'completed'},
                 {'role':'user','kind':'chat','task_id':'last','content':'y','status':'completed'}]"""));

        assertThat(MODULES.json(
                        MODULES.run("turns => turns.map(({ id }) => id)").execute(turns)))
                .isEqualTo(quoted("['first','later','prefetched','last']"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "slope; [{'one':{'conversation_id':'a','title':'Lines'},'excerpt':'The SLOPE is rise over run.'}]",
                "lines; [{'one':{'conversation_id':'a','title':'Lines'}}]",
                "comma; [{'one':{'conversation_id':'b'},'excerpt':'…ore than twenty yes comma splices, and after them many more words…'}]",
                "unheard; []"
            })
    void findsConversationsByTheirMessagesAndTitles(String words, String found) {
        Value conversations = parse("[{'conversation_id':'a','title':'Lines'},{'conversation_id':'b'}]");
        Value messages = parse(
                "[{'conversation_id':'a','content':'The SLOPE is rise over run.'},"
                        + "{'conversation_id':'b','content':'Some words before, more than twenty yes comma splices, and after them many more words.'}]");

        assertThat(MODULES.json(
                        MODULES.load("chat/search.js").invokeMember("matchingIn", conversations, messages, words)))
                .isEqualTo(quoted(found));
    }

    @Test
    void savesAConversationAsMarkdown() {
        Value entries = parse("""
                [{'role':'user','content':'What is a slope?'},
                 {'role':'assistant','content':'Rise over run.','provider':'openai','model':'m'},
                 {'role':'assistant','content':'As in the guide.','provider':'study-guide'},
                 {'role':'assistant','question':{'passage':'One\\nTwo','question':'Which?','options':{'A':'x','B':'y'},
                   'correct_answer':'B','explanation':'Because.'},'provider':'openai','cached':true},
                 {'role':'assistant','question':{'question':'How many?','correct_answer':'1/2','answers':['1/2','.5']}}]""");

        assertThat(MODULES.load("chat/export.js")
                        .invokeMember("asMarkdown", "Slopes", entries, "Monday")
                        .asString())
                .isEqualTo("""
                        # Slopes

                        Saved from SAT Buddy on Monday.

                        ## You

                        What is a slope?

                        ## SAT Buddy

                        Rise over run.

                        *Written by an AI (openai, m). Check important steps.*

                        ## SAT Buddy

                        As in the guide.

                        *From the study guide, not an AI.*

                        ## SAT Buddy

                        ### Practice question

                        > One
                        > Two

                        Which?

                        - **A** x
                        - **B** y

                        Answer: B

                        Because.

                        *Written by an AI (openai) when others asked the same. Check important steps.*

                        ## SAT Buddy

                        ### Practice question

                        How many?

                        Answer: 1/2 or .5
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "How do I factor?, How-do-I-factor.md",
        "¿Qué es 3/4?, Qué-es-3-4.md",
        "../../etc/passwd, etc-passwd.md",
        "'???', sat-buddy.md",
        "'', sat-buddy.md"
    })
    void namesTheFileAfterTheConversation(String title, String name) {
        assertThat(MODULES.load("chat/export.js")
                        .invokeMember("fileName", title)
                        .asString())
                .isEqualTo(name);
    }

    @Test
    void tellsTheTutorWhichQuestionAStudentAsksAbout() {
        Value question = parse("{'passage':'P','question':'Which?','options':{'A':'x','B':'y'},'correct_answer':'B'}");

        assertThat(MODULES.load("practice/question-context.js")
                        .invokeMember("questionContext", question, "A")
                        .asString())
                .isEqualTo("""
                        Passage: P

                        Practice question: Which?

                        A) x
                        B) y

                        Correct answer: B

                        Your answer: A""");
    }

    @Test
    void countsPracticeBySkill() {
        Value results = parse("""
                [{'skill':'circles','domain':'geometry-and-trigonometry','right':true,'seconds':10},
                 {'domain':'algebra','right':false,'seconds':30},
                 {'right':true,'seconds':5},
                 {'skill':'circles','right':false,'seconds':21}]""");
        Value module = MODULES.load("practice/practice-results.js");

        assertThat(MODULES.json(module.invokeMember("figuresBySkill", results)))
                .isEqualTo(quoted("[{'name':'Circles','answered':2,'right':1,'seconds':15.5},"
                        + "{'name':'Algebra','answered':1,'right':0,'seconds':30},"
                        + "{'name':'Other topics','answered':1,'right':1,'seconds':5}]"));
        assertThat(MODULES.json(module.invokeMember("figuresOf", results)))
                .isEqualTo(quoted("{'answered':4,'right':2,'seconds':16.5}"));
        assertThat(MODULES.json(module.invokeMember("figuresOf", parse("[]"))))
                .isEqualTo(quoted("{'answered':0,'right':0,'seconds':0}"));
    }

    private static Value parse(String json) {
        return MODULES.parse(quoted(json));
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
