------------------------------ MODULE PaxosSet ------------------------------
(***************************************************************************)
(* Paxos for one value as a set of messages: the rules of `paxos_set.rs`,  *)
(* beside which this file lives, for TLC.                                  *)
(*                                                                         *)
(* Nothing is remembered but what acceptors promised and voted for, and    *)
(* every message ever sent.  No message is ever taken out: one that is     *)
(* lost is one that is never received, and one that is doubled is one that *)
(* is received twice.  There are no proposers and no learners: whoever     *)
(* could send a message may.                                               *)
(*                                                                         *)
(* Written by hand; `synod export --tla paxos-set` writes its constants.   *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS Acceptors,  \* the acceptors, by name
          Values,     \* the values that may be proposed
          Ballots     \* how many ballots there are: 0, 1, ..

VARIABLES promised,   \* the ballot that an acceptor has promised; -1: none
          vote,       \* the vote that it cast last: <<ballot, value>>, or NoVote
          sent        \* every message ever sent

vars == <<promised, vote, sent>>

NoVote == <<>>

Ballot == 0 .. Ballots - 1

Vote == Ballot \X Values

Report == Vote \cup {NoVote}

Message ==
         [kind : {"prepare"}, ballot : Ballot]
    \cup [kind : {"promise"}, ballot : Ballot, from : Acceptors, report : Report]
    \cup [kind : {"propose"}, vote : Vote]
    \cup [kind : {"accepted"}, from : Acceptors, vote : Vote]

(* The least majorities: whatever a greater one allows, one of these does. *)
Majorities == {group \in SUBSET Acceptors :
                 Cardinality(group) = Cardinality(Acceptors) \div 2 + 1}

Init ==
    /\ promised = [acceptor \in Acceptors |-> -1]
    /\ vote = [acceptor \in Acceptors |-> NoVote]
    /\ sent = {}

Send(message) == sent' = sent \cup {message}

(* Phase 1a: a ballot begins; nothing keeps it from beginning again. *)
Prepare(ballot) ==
    /\ Send([kind |-> "prepare", ballot |-> ballot])
    /\ UNCHANGED <<promised, vote>>

(* Phase 1b: no prepare with a ballot less than or equal to the promise. *)
Promise(acceptor) ==
    \E message \in sent :
        /\ message.kind = "prepare"
        /\ message.ballot > promised[acceptor]
        /\ promised' = [promised EXCEPT ![acceptor] = message.ballot]
        /\ Send([kind |-> "promise", ballot |-> message.ballot,
                 from |-> acceptor, report |-> vote[acceptor]])
        /\ UNCHANGED vote

Promises(ballot) ==
    {message \in sent : message.kind = "promise" /\ message.ballot = ballot}

(* Phase 2a: once in a ballot, when all of a majority have promised; the   *)
(* value is that of the highest vote which they report, and free when they *)
(* report none.                                                            *)
Propose(ballot, value) ==
    /\ ~ \E message \in sent : message.kind = "propose" /\ message.vote[1] = ballot
    /\ \E majority \in Majorities :
           LET heard == {message \in Promises(ballot) : message.from \in majority}
               votes == {message \in heard : message.report # NoVote}
           IN  /\ \A member \in majority : \E message \in heard : message.from = member
               /\ \/ votes = {}
                  \/ \E highest \in votes :
                         /\ highest.report[2] = value
                         /\ \A other \in votes : other.report[1] <= highest.report[1]
    /\ Send([kind |-> "propose", vote |-> <<ballot, value>>])
    /\ UNCHANGED <<promised, vote>>

(* Phase 2b: no propose with a ballot less than the promise. *)
Accept(acceptor) ==
    \E message \in sent :
        /\ message.kind = "propose"
        /\ message.vote[1] >= promised[acceptor]
        /\ promised' = [promised EXCEPT ![acceptor] = message.vote[1]]
        /\ vote' = [vote EXCEPT ![acceptor] = message.vote]
        /\ Send([kind |-> "accepted", from |-> acceptor, vote |-> message.vote])

Next ==
    \/ \E ballot \in Ballot : Prepare(ballot)
    \/ \E ballot \in Ballot, value \in Values : Propose(ballot, value)
    \/ \E acceptor \in Acceptors : Promise(acceptor) \/ Accept(acceptor)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
    /\ promised \in [Acceptors -> Ballot \cup {-1}]
    /\ vote \in [Acceptors -> Report]
    /\ sent \subseteq Message

(* What every member of some majority has voted for. *)
Chosen ==
    {cast \in Vote :
        \E majority \in Majorities : \A member \in majority :
            [kind |-> "accepted", from |-> member, vote |-> cast] \in sent}

(* At most one value is chosen, ever. *)
Agreement == \A one, other \in Chosen : one[2] = other[2]
=============================================================================
