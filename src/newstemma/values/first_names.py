"""First names common in news, so that a run of capitals can be told for a person."""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abdul abdullah abe abel abraham abu ada adam adele adrian ahmad ahmed aisha akira alain
    alan
    albert alberto alejandro aleksandr aleksei alena alessandro alex alexander alexandra alexandre
    alexei alexey alexis alfonso alfred ali alice alicia alina alison allan allen allison alvaro
    amanda amber amina amir amit amy ana anastasia anatoly andre andrea andreas andrei andres andrew
    andrey andriy andrzej andy angel angela angelina angelo anil anita ann anna anne annette annie
    anthony antonia antonio antony anton anwar april ariel arjun armando arnold arthur artem arturo
    asad asha ashley ashraf askar asif astrid atsushi audrey august aung austin ayesha aziz
    barack barbara barry bart bashar beata beatrice ben benjamin bernard bernie bert beth betsy
    betty
    beverly bill billy björn bob bobby bogdan boris brad bradley brandon brenda brent brett brian
    bridget brigitte brittany bruce bruno bryan byron
    caleb calvin cameron camilla carl carla carlo carlos carmen carol carolina caroline carolyn
    carrie casey caspar catherine cathy cecilia celine cesar chad chandra charlene charles charlie
    charlotte chelsea cheryl chester chloe chris christian christiane christina christine christoph
    christophe christopher chuck cindy claire clara clarence claude claudia claudio clayton clint
    clive colin colleen connie connor constantin corey cory courtney craig cristian cristiano
    cristina crystal curtis cynthia cyril
    daisy dale damian damien dan dana daniel daniela daniele danielle danny daria darius darren
    darryl dave david dawn dean deborah debbie dean deepak denis denise dennis derek desmond devin
    diana diane diego dieter dimitri dina dirk dmitri dmitriy dmitry dmytro dolores dominic dominik
    dominique don donald donna doris dorothy doug douglas drew duncan dustin dylan
    earl ed eddie edgar edith edmund eduard eduardo edward edwin eileen elaine elena eleanor elias
    elijah elisabeth elise elizabeth ella ellen elliott elon elsa elvira emil emily emma emmanuel
    enrico enrique eric erica erik erika erin ernest ernesto ernst esther ethan eugene eva evan
    evelyn evgeny
    faisal farah farid fatima felipe felix fernando fiona florence florian floyd frances francesca
    francesco francis francisco franco francois françois frank frankie franz fred freddie frederic
    frederick friedrich fumio
    gabriel gabriela gabriele galina gareth gary gavin gene genevieve geoff geoffrey george georges
    georgia gerald gerard gerhard giancarlo gianni gilbert gina giorgia giorgio giovanni giulia
    giuseppe gladys glen glenn gloria gordon grace graham grant greg gregory greta gretchen guido
    guillermo gus gustavo guy
    hamid hamza hank hannah hans harold harriet harris harry haruka hasan hassan hazel heather
    hector heidi heinrich helen helena helene helga henri henrik henry herbert herman hillary
    hiroshi holly homer horst howard hubert hugh hugo hussein
    ian ibrahim ida igor ilham ilya imran ines ingrid irene irina iris isaac isabel isabella
    isabelle ismail ivan ivana ivo
    jack jackie jackson jacob jacqueline jacques jake jakob jamal james jamie jan jane janet janice
    janine jared jason javier jay jean jeanne jeff jeffrey jenna jennifer jenny jens jeremy jerome
    jerry jesse jessica jill jim jimmy joan joanna joao joaquin joe joel joerg johan johann johanna
    john johnny jon jonas jonathan jordan jorge jose josé josef joseph josh joshua joyce juan juan
    juanita judith judy julia julian juliana julie julien juliet julio julius jun june jurgen justin
    kai kamala karen karim karin karl karla kate katherine kathleen kathryn kathy katie katrina
    kay kazuo keith kelly ken kenneth kent kerry kevin khalid kim kirk kirsten klaus konstantin
    kristen kristin kristina kurt kyle
    lana lance lara larry lars laura lauren laurence laurent lawrence leah lee leila lena leo leon
    leonard leonardo leonid leroy leslie lester levi lewis liam lidia lillian lily linda lindsay
    lindsey lionel lisa liz liza lloyd logan lois lola lorenzo loretta lori louis louise luca lucas
    lucia luciano lucy ludmila ludwig luigi luis luisa lukas luke lydia lynn
    mackenzie madeleine magda magdalena mahmoud maksim malcolm malik mandy manfred manuel manuela
    marc marcel marcelo marcia marco marcos marcus margaret margarita maria mariam marian mariana
    marie marilyn marina mario marion marisa marius mark markus marlene marta martha martin martina
    marvin mary maryam masha mateo mathieu matt matteo matthew matthias maureen maurice mauricio
    max maxim maxime maya megan mehmet mel melanie melissa melvin mercedes meredith mia michael
    michaela michel michele michelle miguel mihai mihail mike mikhail mila milan mildred milos
    minh miranda miriam mitch mitchell mohamed mohammad mohammed mohan moises molly mona monica
    monika morgan morris moses muhammad murat mustafa mykhailo mykola myra
    nadia nadine nancy naomi narendra natalia natalie natasha nathan nathaniel ned neil nelson
    nicholas nick nicola nicolae nicolas nicole nigel nikita nikol nikola nikolai nikolay nina noah
    noel nora norma norman
    oksana oleg oleksandr oleksiy olena olga olha olivia oliver olivier omar oscar oskar osman otto
    owen
    pablo pamela paolo pascal pat patricia patrick paul paula pauline paulo pavel pavlo pedro peggy
    penny perry pete peter petra petro phil philip philippe phillip phyllis pierre pietro piotr
    priya prakash
    quentin rachel rafael raj rajesh ralph ramon randall randy raphael rashid raul ravi ray raymond
    rebecca recep reggie regina reinhard rene renee rex ricardo richard rick ricky rishi rita rob
    robert roberta roberto robin rocco rochelle rod roderick rodney rodrigo roger roland rolf roman
    ron ronald ronnie rosa rosalind rose rosemary ross roxana roy ruben rudolf rudy rupert russell
    ruslan ruth ryan
    sadyr saeed salim sally salman salvador sam samantha samir samuel sandra sandy sanjay santiago
    sara sarah sasha saul scott sean sebastian selma serge sergei sergey sergio serhiy seth shane
    shannon sharon shawn sheila shelley sherry shinzo shirley sidney silvia silvio simon simona
    simone sofia sonia sonya sophia sophie stacey stacy stan stanislav stanley stefan stefania
    stefano stella stephan stephane stephanie stephen steve steven stewart stuart sue sultan sunil
    suresh susan susanne suzanne svetlana sven sylvia sylvie
    tamara tania tanya tara tariq tatiana taylor ted terence teresa terri terry tess theodore
    theresa
    thomas tiffany tim timothy tina toby todd tom tomas tommaso tommy tony tracey tracy travis
    trevor
    trish troy tyler tyrone
    ursula usman vadim valentin valentina valeria valerie valery vanessa vasily vera vernon
    veronica vicki vicky victor victoria viktor viktoria vince vincent vincenzo viola violet
    virginia vitaly vitali vivian vlad vladimir volodymyr
    wade wallace walter wanda warren wayne wendy werner wes wesley wilhelm will william willie
    wolfgang
    xavier yana yaroslav yasmin yegor yevgeny yolanda yoshihide yuki yulia yuri yuriy yusuf yves
    yvonne zachary zara zhanna zoe zoltan
    """.split()
)
"""Lower case, the common first names of English-language world news; written for this project."""
