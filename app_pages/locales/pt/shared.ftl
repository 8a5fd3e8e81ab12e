# Textos que várias páginas usam.
# Onde o texto diz «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

app-title = Guarda-roupa que se arruma sozinho
page-sort = Arrumar
page-review = Rever
page-wardrobe = Guarda-roupa
page-item = Peça
page-reclassify = Reclassificar
page-statistics = Estatísticas
page-backup = Cópia de segurança
page-models = Modelos
page-about = Sobre

outcome-sorted = Arrumada
outcome-group = Uma pergunta
outcome-unsure = Sem certeza
outcome-not_clothing = Nenhuma destas
outcome-error = Ilegível

group-other = Outras gavetas
drawer-in-group = { $group } › { $drawer }
which-of-group = { $group }: { $first } ou { $second }?
which-of-two = { $first } ou { $second }?
something-else = Outra coisa…
drawer-new = Nova gaveta…
drawer-name = Nome da nova gaveta
drawer-make = Criar

undo = Desfazer
undone = Desfeito: “{ $what }”
percent = { NUMBER($share, style: "percent") }
percent-exact = { NUMBER($share, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) }
decimal = { NUMBER($value, maximumSignificantDigits: 3) }
sure = { NUMBER($share, style: "percent") } de certeza
the-photo = a foto
alt-photo = A foto { $file }
alt-cut-out = A peça em { $file }, recortada, sobre branco
alt-seen = { $file } como o modelo a vê
none-of-these = nenhuma destas
said-so = escolha sua
confidence-in-words = Confiança: { $shares }

session-note =
    Mais ninguém pode ver este guarda-roupa. Depois de fechar o seu último separador, fica guardado durante { $minutes ->
        [1] um minuto
       *[other] { NUMBER($minutes) } minutos
    }; até lá, este navegador volta a encontrá-lo, desde que não seja encerrado. Para o conservar mais tempo, descarregue uma
    cópia de segurança.
session-end = Apagar já este guarda-roupa
session-end-what = Todas as peças e fotos serão apagadas. Não é possível desfazer.
session-end-sure = Apagar tudo
session-note-tab =
    Este guarda-roupa dura enquanto este separador do navegador estiver aberto. Mais ninguém o pode ver, e é apagado minutos
    depois de fechar ou recarregar o separador. Para o conservar, descarregue uma cópia de segurança.
storage-wrong = Não é possível abrir o guarda-roupa: { $reason }
model-wrong = Não é possível usar o modelo: { $reason }

model = Modelo
model-described =
    { $on ->
        [photos] { $model }, { NUMBER($accuracy, style: "percent") } em fotos
        [small-images] { $model }, para imagens de 28×28, { NUMBER($accuracy, style: "percent") } nessas
       *[test] { $model }, { NUMBER($accuracy, style: "percent") } em imagens de teste
    }
how-good-on-photos =
    Acerta em { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } de
    { NUMBER($n) } fotos com as quais não foi treinado, e em
    { NUMBER($sorted, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } das que dá como arrumadas.
    Verifique as peças de que não tem certeza.
how-good-on-photos-none-sorted =
    Acerta em { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } de
    { NUMBER($n) } fotos com as quais não foi treinado. Não teve certeza de nenhuma, por isso verifique todas as peças.
how-good-unknown = A sua exatidão não foi medida, por isso verifique todas as peças.
how-good-on-test =
    Acerta em { NUMBER($accuracy, style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1) } de
    { NUMBER($n) } imagens de teste de { $dataset }. As fotos são mais difíceis: tenha atenção à confiança e verifique as peças
    de que não tem certeza.
how-good-small = Foi feito para imagens de 28×28 píxeis, não para fotos.

stop = Parar
go-on = Continuar
details = Detalhes
not-classified = Não classificada
none-or =
    { NUMBER($none, style: "percent") } nenhuma das classes, { NUMBER($share, style: "percent") } { $drawer }
what-it-sees = o que o modelo vê
method-segmented = recortada pela segmentação
method-whole-frame = nenhuma peça encontrada, por isso a foto inteira
method-data-set-form = já no formato do conjunto de dados
new-model-offer = { $count ->
    [1] Uma das peças foi arrumada
   *[other] { NUMBER($count) } das peças foram arrumadas
 } por um modelo anterior. { $model } recorta e reconhece melhor. O que decidiu fica como está, e cada mudança pode ser
    desfeita.
new-model-look = Ver o que mudaria
new-model-later = Agora não
pieces-seen = Várias peças: { $pieces }
pieces-split = Arrumar cada uma à parte
pieces-made = { $file } deu { $count ->
    [1] uma foto
   *[other] { NUMBER($count) } fotos
 }, uma para cada peça
hint-twice = o mesmo ficheiro que { $file }
hint-similar-here = parecida com { $file }, também adicionada aqui
hint-known = já está no guarda-roupa: { $file }
hint-similar = parecida com { $file }, no guarda-roupa
and-more = e mais { NUMBER($count) }
runtime = Motor de execução
runtime-litert = LiteRT
runtime-tensorflow = TensorFlow (SavedModel)
runtime-serving = TensorFlow Serving
runtime-forced = A variável de ambiente { $variable } decide o motor de execução.
runtime-only = Aqui só está instalado { $runtime }.
runtime-why =
    O LiteRT é o predefinido: foi mais rápido nas medições de todos os modelos, arranca mais cedo e gasta menos memória.
runtime-difference =
    Em { NUMBER($photos) } fotos desenhadas, os dois dão a mesma etiqueta a { NUMBER($same) }, e nenhuma probabilidade difere
    em mais de { $difference }.
runtime-this-machine = medido aqui
runtime-compare = Comparar aqui os dois
runtime-comparing = A classificar fotos desenhadas nos dois…
runtime-one-installed = Só é possível comparar onde ambos estão instalados.
runtime-times = Uma foto demora { NUMBER($litert, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms em LiteRT e { NUMBER($tensorflow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms em TensorFlow ({ $where }).

sign-in = Entrar
sign-in-with = Entrar com { $provider }
sign-in-why = O guarda-roupa é só seu: entre para o abrir.
sign-in-refused = { $name } não pode usar este guarda-roupa. Fale com quem o administra ou entre com outra conta.
sign-in-other = Entrar com outra conta
sign-out = Sair
