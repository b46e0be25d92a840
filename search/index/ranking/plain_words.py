"""Words of any abstract: they say nothing of its subject, however rare they are in a small library.

Function words that a list of stop words lacks, and the words by which papers introduce, compare and
praise; addresses.
"""

import re

from search.text.patterns import LazyPattern

_WORDS = """
about above according across add added additional additionally addresses addressing advance advances
allow allowing allows almost along already also although always among amount another apart
applicable approach approaches around aside aspect aspects automatically available aware away based
become becomes becoming behind besides better beyond bring bringing broad broadly build building
builds called cannot certain challenge challenges challenging clear clearly com combine combined
combining come comes common commonly comparable compare compared comparing compelling competitive
comprehensive comprehensively consider considered considering contain containing contains contribute
contribution contributions create created creates creating critical crucial current currently
deliver delivers demonstrate demonstrated demonstrates demonstrating depend depending derive derived
describe described despite determine develop developed developing differ different directly done due
effective effectively either emerge emerged emerging employ employed employing enable enables
enabling enhance enhanced enhances enhancing ensure ensures ensuring entire entirely especially
essential establish establishes even exhibit exhibits existing experiment experimental experiments
extensive extensively face facing far finally find finding findings first focus focused focuses
focusing follow following follows form former fully fundamental fundamentally furthermore future
github github.com give given gives goal goals good great greatly handle handles help helps hence
high higher highlight highlights highly hold however http https identified identifies identify
impact important importantly improve improved improvement improvements improves improving include
includes including incorporate incorporates incorporating increase increased increases increasing
increasingly indeed indicate indicates individual inside insight insights instead integrate
integrated integrates integrating introduce introduced introduces introducing investigate
investigated investigates involve involved involves involving issue issues lack lacking lacks
largely later latter lead leading leads less let leverage leveraged leverages leveraging like likely
limit limitation limitations limited limits little made main mainly make makes making many may
meanwhile method methods might moreover much must namely naturally near nearly necessary need needed
needs neither nevertheless new next non nor notable notably novel novelty objective objectives
obtain obtained obtains offer offered offering offers often one ones outcome outcomes outperform
outperformed outperforming outperforms overall overcome overcomes paper papers paradigm particular
particularly perform performed performing performs possible potential potentially practical pre
present presented presents previous previously primarily problem problems produce produced produces
producing promising propose proposed proposes prove proven provide provided provides providing
purpose quite rather reach reaches recent recently reduce reduced reduces reducing related release
released relies rely relying remain remaining remains remarkable remarkably report reported reports
require required requires requiring respect respective respectively result resulting results retain
reveal reveals role second setting settings several show showed showing shown shows significant
significantly simple simply simultaneously since solely solve solves solving some specific
specifically standard still strong studied studies study substantial substantially successful
successfully suffer suffers suggest suggesting suggests superior surpass surpasses surpassing take
taken takes term terms thereby therefore third though three thus together toward towards two typical
typically underlying unlike unprecedented upon use used useful uses using usually utilization
utilize utilized utilizes utilizing valuable various vast versatile via vital way ways well whereas
whereby whether whole whose wide widely within without work works www yet yield yielding yields
"""
PLAIN_WORDS = frozenset(_WORDS.split())
STATE_OF_THE_ART = LazyPattern(r"\bstate[- ]of[- ]the[- ]art\b", re.IGNORECASE)
