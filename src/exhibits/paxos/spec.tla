-------------------------------- MODULE Paxos --------------------------------
(***************************************************************************)
(* Paxos for one value as this exhibit plays it, without its clock: the    *)
(* machine beside which this file lives, for TLC.                          *)
(*                                                                         *)
(* Messages are a set: once sent, one may arrive late, never, or again and *)
(* again.  Each client asks once, in any order; no timer goes off and no   *)
(* node crashes (being down is a time in which nothing arrives).  So each  *)
(* proposer uses one id, which is its number, and an answer that names an  *)
(* id goes to the proposer of that number.  A message to all of a role is  *)
(* kept once, and arrives at each of them when it likes.                   *)
(*                                                                         *)
(* A step is what the machine calls a step: what is ignored is none, what  *)
(* is refused is one, even when nothing changes.                           *)
(*                                                                         *)
(* Written by hand; `synod export --tla paxos` writes its constants.       *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, Sequences

CONSTANTS Proposers, Acceptors, Learners,  \* how many of each
          Wish1, Wish2, Wish3,  \* the value that each proposer's client asks for
          RefusalsAnswered,     \* whether an acceptor answers what it refuses
          AcceptorsTell         \* whether acceptors tell the learners, or proposers do

VARIABLES
    proposer,  \* what each proposer knows
    promised,  \* the highest id that an acceptor has promised; 0: none
    accepted,  \* the proposal that it accepted last: <<id, value>>, or Nothing
    learned,   \* the resolution that a learner has learned, or Nothing
    counted,   \* the acceptances that it has counted: <<id, value, acceptor>>
    sent,      \* every message ever sent, by its kind
    chosen     \* only the watcher knows: what became chosen, in that order

acceptors == <<promised, accepted>>
learners == <<learned, counted>>
vars == <<proposer, promised, accepted, learned, counted, sent, chosen>>

Nothing == <<>>

Proposer == 1 .. Proposers
Acceptor == 1 .. Acceptors
Learner == 1 .. Learners

Own(me) == <<Wish1, Wish2, Wish3>>[me]

Majority == Acceptors \div 2 + 1

Greater(one, other) == IF one >= other THEN one ELSE other

(* What a phase does not need is as it was at the start. *)
Idle == [phase |-> "idle", seen |-> 0, promises |-> {}, reports |-> {},
         value |-> Nothing, adopted |-> Nothing, accepted |-> {}, refused |-> {}]

Init ==
    /\ proposer = [me \in Proposer |-> Idle]
    /\ promised = [me \in Acceptor |-> 0]
    /\ accepted = [me \in Acceptor |-> Nothing]
    /\ learned = [me \in Learner |-> Nothing]
    /\ counted = [me \in Learner |-> {}]
    /\ sent = [prepare |-> {}, promise |-> {}, propose |-> {},
               accepted |-> {}, refused |-> {}, learn |-> {}]
    /\ chosen = <<>>

Send(kind, message) == sent' = [sent EXCEPT ![kind] = @ \cup {message}]

-----------------------------------------------------------------------------
(* The proposer.                                                           *)

(* Its client asks, and it sends prepare to every acceptor. *)
Ask(me) ==
    /\ proposer[me].phase = "idle"
    /\ proposer' = [proposer EXCEPT ![me].phase = "preparing"]
    /\ Send("prepare", [id |-> me])
    /\ UNCHANGED <<acceptors, learners, chosen>>

(* Of those who report the highest id, the one with the greatest number. *)
Highest(reports) ==
    CHOOSE best \in reports :
        \A other \in reports : \/ other[2] < best[2]
                               \/ other[2] = best[2] /\ other[1] <= best[1]

(* It counts a promise; the last that it needs opens phase 2, in which it  *)
(* carries the value of the highest reported proposal, else its own.       *)
CountPromise(me) ==
    LET knows == proposer[me]
        new == {message \in sent.promise :
                  /\ message.id = me
                  /\ knows.phase = "preparing"
                  /\ message.from \notin knows.promises}
    IN  \E message \in new :
          LET promises == knows.promises \cup {message.from}
              silent == message.report = Nothing
              reports == knows.reports \cup
                  (IF silent THEN {} ELSE {<<message.from>> \o message.report})
              seen == IF silent THEN knows.seen ELSE Greater(knows.seen, message.report[1])
              adopted == IF reports = {} THEN Nothing ELSE Highest(reports)
              value == IF reports = {} THEN Own(me) ELSE adopted[3]
          IN  /\ IF Cardinality(promises) >= Majority
                   THEN /\ proposer' = [proposer EXCEPT ![me] =
                               [Idle EXCEPT !.phase = "proposing", !.seen = seen,
                                            !.promises = promises, !.value = value,
                                            !.adopted = adopted]]
                        /\ Send("propose", [id |-> me, value |-> value])
                   ELSE /\ proposer' = [proposer EXCEPT ![me] =
                               [knows EXCEPT !.seen = seen, !.promises = promises,
                                             !.reports = reports]]
                        /\ UNCHANGED sent
              /\ UNCHANGED <<acceptors, learners, chosen>>

(* It counts an acceptance; the last that it needs is the resolution. *)
CountAccepted(me) ==
    LET knows == proposer[me]
        new == {message \in sent.accepted :
                  /\ message.id = me
                  /\ knows.phase = "proposing"
                  /\ message.value = knows.value
                  /\ message.from \notin knows.accepted}
    IN  \E message \in new :
          LET votes == knows.accepted \cup {message.from}
              enough == Cardinality(votes) >= Majority
          IN  /\ proposer' = [proposer EXCEPT ![me] =
                     IF enough
                       THEN [Idle EXCEPT !.phase = "resolved", !.seen = knows.seen,
                                         !.value = knows.value, !.accepted = votes]
                       ELSE [knows EXCEPT !.accepted = votes]]
              /\ IF enough /\ ~AcceptorsTell
                   THEN Send("learn", [id |-> me, value |-> knows.value])
                   ELSE UNCHANGED sent
              /\ UNCHANGED <<acceptors, learners, chosen>>

(* It hears a refusal: news while it waits for that acceptor, and whenever *)
(* it tells of an id above those that it has seen.                         *)
HearRefusal(me) ==
    LET knows == proposer[me]
        waits == knows.phase \in {"preparing", "proposing"}
        new == {message \in sent.refused :
                  /\ message.id = me
                  /\ \/ waits /\ message.from \notin knows.refused
                     \/ message.promised > knows.seen}
    IN  \E message \in new :
          /\ proposer' = [proposer EXCEPT
                 ![me].seen = Greater(knows.seen, message.promised),
                 ![me].refused = IF waits THEN @ \cup {message.from} ELSE @]
          /\ UNCHANGED <<acceptors, learners, sent, chosen>>

-----------------------------------------------------------------------------
(* The acceptor: two promises.                                             *)

Refuse(me, message) ==
    /\ IF RefusalsAnswered
         THEN Send("refused", [id |-> message.id, from |-> me, promised |-> promised[me]])
         ELSE UNCHANGED sent
    /\ UNCHANGED <<acceptors, chosen>>

(* No prepare with an id less than or equal to the promised one. *)
TakePrepare(me) ==
    \E message \in sent.prepare :
        /\ IF message.id > promised[me]
             THEN /\ promised' = [promised EXCEPT ![me] = message.id]
                  /\ Send("promise", [id |-> message.id, from |-> me, report |-> accepted[me]])
                  /\ UNCHANGED <<accepted, chosen>>
             ELSE Refuse(me, message)
        /\ UNCHANGED <<proposer, learners>>

Voters(proposal) ==
    {message.from : message \in
        {vote \in sent.accepted : <<vote.id, vote.value>> = proposal}}

IsChosen(proposal) == \E at \in DOMAIN chosen : chosen[at] = proposal

(* No propose with an id less than the promised one.  The watcher notes    *)
(* when a majority has accepted a proposal.                                *)
TakePropose(me) ==
    \E message \in sent.propose :
        LET proposal == <<message.id, message.value>>
            voters == Voters(proposal) \cup {me}
        IN  /\ IF message.id >= promised[me]
                 THEN /\ promised' = [promised EXCEPT ![me] = message.id]
                      /\ accepted' = [accepted EXCEPT ![me] = proposal]
                      /\ Send("accepted", [id |-> message.id, value |-> message.value, from |-> me])
                      /\ chosen' = IF Cardinality(voters) >= Majority /\ ~IsChosen(proposal)
                                     THEN Append(chosen, proposal)
                                     ELSE chosen
                 ELSE Refuse(me, message)
            /\ UNCHANGED <<proposer, learners>>

-----------------------------------------------------------------------------
(* The learner: it keeps the first resolution.                             *)

(* A proposer tells it the resolution. *)
Learn(me) ==
    \E message \in sent.learn :
        /\ learned[me] = Nothing
        /\ learned' = [learned EXCEPT ![me] = <<message.id, message.value>>]
        /\ UNCHANGED <<proposer, acceptors, counted, sent, chosen>>

(* Acceptors tell it, and it counts. *)
Count(me) ==
    /\ AcceptorsTell
    /\ \E message \in sent.accepted :
         LET proposal == <<message.id, message.value>>
             vote == proposal \o <<message.from>>
             votes == {known \in counted[me] : SubSeq(known, 1, 2) = proposal}
         IN  /\ vote \notin counted[me]
             /\ counted' = [counted EXCEPT ![me] = @ \cup {vote}]
             /\ learned' = IF learned[me] = Nothing /\ Cardinality(votes) + 1 >= Majority
                             THEN [learned EXCEPT ![me] = proposal]
                             ELSE learned
             /\ UNCHANGED <<proposer, acceptors, sent, chosen>>

-----------------------------------------------------------------------------

Next ==
    \/ \E me \in Proposer : Ask(me) \/ CountPromise(me) \/ CountAccepted(me) \/ HearRefusal(me)
    \/ \E me \in Acceptor : TakePrepare(me) \/ TakePropose(me)
    \/ \E me \in Learner : Learn(me) \/ Count(me)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* The guarantees, by the names that they have in the exhibit.             *)

ChosenValues == {chosen[at][2] : at \in DOMAIN chosen}

(* At most one value is chosen, ever. *)
Agreement == Cardinality(ChosenValues) <= 1

(* A chosen value was proposed. *)
Validity ==
    ChosenValues \subseteq {Own(me) : me \in {one \in Proposer : proposer[one].phase # "idle"}}

(* Only what was chosen is learned or declared. *)
Learned ==
    /\ \A me \in Learner : learned[me] # Nothing => learned[me][2] \in ChosenValues
    /\ \A me \in Proposer :
           proposer[me].phase = "resolved" => proposer[me].value \in ChosenValues

(* Acceptors keep their promises. *)
Promises ==
    [][\A me \in Acceptor :
           /\ promised'[me] >= promised[me]
           /\ accepted'[me] # accepted[me] => accepted'[me][1] >= promised[me]]_vars
=============================================================================
